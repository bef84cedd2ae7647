// A shelf of old books in lamp light.
#version 3.7;
#include "common.inc"
global_settings { assumed_gamma 1 max_trace_level 4
  radiosity { count 40 error_bound 0.8 recursion_limit 1 nearest_count 6 low_error_factor 0.6 pretrace_end 0.02 brightness 1.3 } }
camera { location <-2.4,3.3,-13> right x*Aspect up y angle 31 look_at <0.1,2.55,0>
  aperture 0.42 focal_point <0.2,2.4,-1.6> blur_samples 14 variance 1/200 confidence 0.9 }
light_source { <9,9,-9> rgb <1,0.82,0.58>*1.35 area_light x*4,y*4,4,4 adaptive 1 jitter circular orient }
light_source { <-14,6,-14> rgb <0.5,0.62,0.85>*0.35 shadowless }
sky_sphere { pigment { rgb <0.12,0.11,0.10> } }
#declare S = seed(808);
#macro WoodTex(Rt)
  texture { pigment { wood turbulence 0.05 octaves 4 scale <0.28,0.28,1> rotate y*88 rotate Rt translate <RR(S,-9,9),RR(S,-2,2),RR(S,-2,2)>
    color_map { [0 rgb <0.22,0.115,0.055>] [0.5 rgb <0.17,0.085,0.038>] [0.85 rgb <0.10,0.047,0.02>] [1 rgb <0.19,0.10,0.045>] } }
    normal { granite 0.2 scale <2,0.08,0.08> } finish { diffuse 0.8 specular 0.2 roughness 0.04 } }
#end
box { <-9,-0.45,-2.3>,<9,0,1.4> WoodTex(<0,2,1>) }
box { <-9,5.9,-2.3>,<9,6.35,1.4> WoodTex(<0,-2,2>) }
box { <-9,-1,1.3>,<9,7,1.5> WoodTex(<0,0,0>) pigment { rgb <0.07,0.036,0.018> } }
#declare Pal = array[9] { <0.30,0.045,0.035>, <0.045,0.11,0.075>, <0.04,0.07,0.15>, <0.33,0.20,0.09>, <0.16,0.075,0.035>, <0.42,0.35,0.24>, <0.10,0.10,0.105>, <0.24,0.13,0.05>, <0.20,0.05,0.07> }
#declare Names = array[14] { "THE QUIET HARBOUR","ATLAS OF WINDS","NORTHERN TREES","LETTERS HOME","A HISTORY OF GLASS","RIVERS & STONES","ON LIGHT","COLOUR THEORY","THE SALT ROAD","NIGHT TRAINS","FIELD NOTES","THE ORCHARD YEAR","MAPS WITHOUT SEAS","SMALL MACHINES" }
#declare Gold = texture { pigment { rgb <0.80,0.56,0.22> } normal { granite 0.2 scale 0.05 } finish { diffuse 0.6 specular 0.5 roughness 0.04 metallic } }
#macro Book(W,H,D,Nm)
  #local C = Pal[int(rand(S)*9)]*RR(S,0.75,1.2); #local K = rand(S); #local Rr = W*0.62;
  union {
    union {
      // Rounded spine, boards
      intersection { cylinder { <W/2,0,Rr*0.62>,<W/2,H,Rr*0.62>,Rr*1.02 } box { <0,0,-1>,<W,H,0.25> } }
      box { <0,0,0.12>,<0.05,H,D> } box { <W-0.05,0,0.12>,<W,H,D> }
      texture {
        #if (K<0.55)  // cloth
          pigment { granite scale 0.35 translate rand(S)*30 color_map { [0 rgb C*0.75] [0.6 rgb C] [1 rgb C*1.25] } }
          normal { average normal_map { [1 gradient x 0.5 sine_wave scale 0.028] [1 gradient y 0.5 sine_wave scale 0.028] [1 granite 0.2 scale 0.2] } } finish { diffuse 0.85 specular 0.03 roughness 0.1 }
        #else  // leather
          pigment { granite scale <0.5,1.2,0.5> translate rand(S)*30 color_map { [0 rgb C*0.45] [0.4 rgb C] [0.75 rgb C*1.1] [1 rgb C*1.6+0.03] } }
          normal { average normal_map { [1 crackle 0.5 scale 0.045] [1 granite 0.25 scale 0.4] } } finish { diffuse 0.8 specular 0.22 roughness 0.045 }
        #end }
      // Worn edges
      texture { pigment { gradient y scale H*1.0001 warp { turbulence 0.03 octaves 5 } color_map { [0 rgbt <0.42,0.33,0.22,0.35>] [0.02 rgbt <0.42,0.33,0.22,0.95>] [0.05 rgbt 1] [0.955 rgbt 1] [0.985 rgbt <0.45,0.36,0.24,0.85>] [1 rgbt <0.5,0.4,0.27,0.3>] } } finish { diffuse 0.8 } } }
    box { <0.05,0.06,0.1>,<W-0.05,H-0.09,D-0.08> texture { pigment { gradient x scale 0.022 warp { turbulence 0.01 } color_map { [0 rgb <0.62,0.53,0.38>] [0.6 rgb <0.74,0.66,0.50>] [1 rgb <0.40,0.33,0.22>] } } finish { diffuse 0.8 } } }
    #local SZ = Rr*0.62-Rr*1.02;
    #if (K>0.3)
      #for (I,0,3) #local YY = H*(0.13+0.245*I);
        intersection { union { cylinder { <W/2,YY,Rr*0.62>,<W/2,YY+0.05,Rr*0.62>,Rr*1.02+0.028 } } box { <0,-1,-1>,<W,H,0.2> } texture { pigment { rgb C*0.8 } normal { crackle 0.4 scale 0.05 } finish { diffuse 0.8 specular 0.2 roughness 0.05 } } }
        intersection { cylinder { <W/2,YY+0.10,Rr*0.62>,<W/2,YY+0.118,Rr*0.62>,Rr*1.02+0.006 } box { <0.02,-1,-1>,<W-0.02,H,0.2> } texture { Gold } } #end
    #else
      #for (I,0,1) intersection { cylinder { <W/2,H*(0.10+0.78*I),Rr*0.62>,<W/2,H*(0.10+0.78*I)+0.03,Rr*0.62>,Rr*1.02+0.006 } box { <0.02,-1,-1>,<W-0.02,H,0.2> } texture { Gold } } #end
    #end
    #local Tx = text { ttf "cyrvetic.ttf" Nm 0.2,0 };
    #local X1 = max_extent(Tx).x; #local Sc = min(0.30*W/0.55+0.05,H*0.50/X1);
    object { Tx scale <Sc,Sc,0.25> rotate z*-90 translate <W/2-Sc*0.34,H*0.47+X1*Sc/2,SZ-0.012> texture { Gold } }
  }
#end
#declare X = -6.2; #declare I = 0;
#while (X<5.4)
  #declare W = RR(S,0.42,0.92); #declare H = RR(S,3.5,5.2); #declare D = RR(S,2.3,2.7);
  #if (X<1.55 | X>3.0)
  object { Book(W,H,D,Names[mod(I,14)]) translate <X,0,-1.75+RR(S,-0.16,0.14)> }
  #declare X = X+W+0.015;
  #else
    // Three lying books, with a small vase
    #declare YY = 0;
    #for (J,0,3) #declare W = RR(S,0.38,0.62); object { Book(W,3.0,2.2,Names[mod(I+J+3,14)]) rotate z*90 rotate y*RR(S,-3,3) translate <4.64+RR(S,0,0.08),YY,-1.78+RR(S,-0.1,0.1)> } #declare YY = YY+W+0.004; #end
    #declare VY = YY; #declare X = 4.75;
  #end
  #declare I = I+1;
#end
lathe { cubic_spline 12 <0,-0.1>,<0.01,0>,<0.42,0.01>,<0.62,0.35>,<0.70,0.75>,<0.55,1.2>,<0.26,1.55>,<0.24,1.8>,<0.36,2.0>,<0.31,2.0>,<0.18,1.75>,<0.18,1.5>
  texture { gradient y scale 2.1 warp { turbulence 0.12 octaves 4 } texture_map { [0.2 pigment { granite scale 0.3 color_map { [0 rgb <0.25,0.18,0.12>] [1 rgb <0.46,0.36,0.25>] } } normal { granite 0.2 scale 0.1 }] [0.3 pigment { granite scale 0.4 color_map { [0 rgb <0.05,0.13,0.20>] [0.5 rgb <0.10,0.24,0.31>] [1 rgb <0.35,0.42,0.40>] } } finish { diffuse 0.8 specular 0.6 roughness 0.006 reflection { 0.02,0.5 fresnel on } }] } }
  interior { ior 1.5 } translate <3.1,VY,-0.7> }
