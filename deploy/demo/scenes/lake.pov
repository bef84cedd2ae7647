// A mountain lake in the morning: height-field peaks, spruces, reflections.
#version 3.7;
#include "common.inc"
global_settings { assumed_gamma 1 max_trace_level 5 }
camera { location <0,3.0,0> right x*Aspect up y angle 48 look_at <4,17,100> }
light_source { <-170,120,-110>*1000 rgb <1,0.90,0.76>*2.0 parallel point_at 0 }
light_source { <60,200,-100>*1000 rgb <0.55,0.68,0.95>*0.20 parallel point_at 0 shadowless }
sky_sphere {
  pigment { gradient y color_map { [0 rgb <0.76,0.83,0.90>*0.95] [0.12 rgb <0.50,0.65,0.84>*0.85] [0.5 rgb <0.16,0.33,0.62>*0.8] [1 rgb <0.08,0.2,0.5>*0.7] } }
  pigment { granite scale <1.5,0.42,1.5> translate <0.62,0.1,0.3> warp { turbulence 0.15 octaves 5 }
    color_map { [0.42 rgbt 1] [0.56 rgbt <0.93,0.94,0.96,0.45>] [0.75 rgbt <1,0.99,0.97,0.04>] [1 rgbt <0.85,0.87,0.9,0.05>] } }
}
#declare Sm = function(q) { min(1,max(0,q))*min(1,max(0,q))*(3-2*min(1,max(0,q))) }
#declare Rg = function { f_ridged_mf(x,y,z,0.80,2.17,9,1.0,2.0,2) }
#declare Fb = function(x,z) { f_noise3d(x,1,z)*0.55+f_noise3d(x*2.1,2,z*2.1)*0.28+f_noise3d(x*4.3,3,z*4.3)*0.17 }
// x -1200..1200, z 150..1950, y 0..560
#declare Mount = function(x,y) {
  Sm((y-0.08)/0.5)*(0.16+0.50*Rg(x*3.6+2.3,0.7,y*2.9+1.1)*Fb(x*4+3,y*4))*(0.75+0.9*Fb(x*2.2+7,y*2))
  + 0.085*Sm((y-0.0)/0.16)*Fb(x*14+2,y*11) + 0.004*Fb(x*90,y*70) - 0.0135 }
#declare Rock = texture {
  pigment { granite scale 17 warp { turbulence 0.3 } color_map { [0 rgb <0.13,0.125,0.125>] [0.4 rgb <0.25,0.235,0.22>] [0.7 rgb <0.36,0.33,0.30>] [1 rgb <0.2,0.19,0.19>] } }
  normal { granite 0.9 scale 7 } finish { diffuse 0.8 } }
#declare Snow = texture { pigment { rgb <0.90,0.92,0.96> } normal { granite 0.15 scale 24 } finish { diffuse 0.85 } }
#declare Meadow = texture {
  pigment { granite scale 14 color_map { [0 rgb <0.035,0.055,0.015>] [0.5 rgb <0.10,0.115,0.035>] [1 rgb <0.24,0.20,0.07>] } }
  normal { bumps 1.1 scale 3 } finish { diffuse 0.8 } }
#declare HF = height_field {
  function 2000,1600 { max(0,Mount(x,1-y)) }
  smooth translate <-0.5,0,0> scale <2400,560,1800> translate <0,-1.0,150>
}
object { HF
  texture { gradient y scale 560 warp { turbulence 0.04 octaves 5 } texture_map {
    [0.0 slope { y } texture_map { [0.70 Rock] [0.80 Meadow] }]
    [0.20 slope { y } texture_map { [0.74 Rock] [0.86 Meadow] }]
    [0.24 slope { y } texture_map { [0.84 Rock] [0.90 Snow] }]
    [0.42 slope { y } texture_map { [0.70 Rock] [0.77 Snow] }]
  } }
}
#declare S = seed(77);
#declare NT = 5; #declare Pine = array[NT];
#for (I,0,NT-1) #declare Pine[I] = PineMesh(I+40,26,6) #end
#macro Tree(Pos,H)
  object { Pine[int(rand(S)*NT)] scale <RR(S,0.85,1.15),1,RR(S,0.85,1.15)>*H rotate y*rand(S)*360 translate Pos
    texture { pigment { rgb <RR(S,0.045,0.085),RR(S,0.085,0.125),RR(S,0.03,0.05)>*0.95 } finish { diffuse 0.85 } } }
#end
#for (I,1,4200)
  #declare Z = 150+560*pow(rand(S),1.5); #declare X = RR(S,-1,1)*(0.62*Z+20);
  #if (f_noise3d(X*0.02+3,0,Z*0.02)+0.25*f_noise3d(X*0.1,0,Z*0.1) > 0.50)
    #declare Nn = <0,0,0>; #declare P = trace(HF,<X,700,Z>,-y,Nn);
    #if (vlength(Nn)>0 & P.y>0.35 & P.y<105 & Nn.y>0.72) Tree(P-y*0.3,RR(S,6,14)) #end
  #end
#end
// Near banks with grass, on both sides.
#declare G = array[3]; #for (I,0,2) #declare G[I] = GrassMesh(I+5,420,0.008) #end
#declare Bank = function(x,z) { -0.75+2.6*Sm((abs(x-1)-z*0.20-2.2)/9)*(1-Sm((z-22)/22))+0.4*f_noise3d(x*0.3,0,z*0.3)*(1-Sm((z-26)/22)) }
height_field { function 400,400 { max(0,(Bank((x-0.5)*90,(1-y)*60)+1)/5) } smooth translate <-0.5,0,0> scale <90,5,60> translate -y
  texture { pigment { granite scale 0.5 color_map { [0 rgb <0.07,0.06,0.035>] [1 rgb <0.2,0.16,0.09>] } } normal { granite 0.5 scale 0.3 } } }
#for (I,1,1700)
  #declare Z = RR(S,4,44); #declare X = RR(S,-24,26); #declare Y = Bank(X,Z);
  #if (Y>0.02)
    object { G[int(rand(S)*3)] rotate y*rand(S)*360 scale <0.9,RR(S,0.35,0.75),0.9> translate <X,Y-0.03,Z>
      texture { pigment { rgb <RR(S,0.16,0.30),RR(S,0.20,0.27),0.06>*RR(S,0.7,1.1) } finish { diffuse 0.8 } } }
  #end
#end
#declare St = array[4]; #for (I,0,3) #declare St[I] = StoneMesh(I+60,2.6,0.22,1.2,10) #end
#for (I,1,70)
  #declare Z = RR(S,7,34); #declare R = 0.12+0.7*pow(rand(S),3); #declare Sd = 1-2*(rand(S)<0.5);
  object { St[int(rand(S)*4)] scale R*<1.3,0.75,1> rotate y*rand(S)*360
    translate <1+Sd*(Z*0.22+RR(S,0.4,3.8)),RR(S,-0.15,0.15)*R,Z>
    texture { pigment { granite scale 0.5 color_map { [0 rgb 0.08] [0.5 rgb <0.24,0.23,0.21>] [1 rgb 0.38] } } normal { granite 0.3 scale 0.3 } } }
#end
plane { y,0
  pigment { rgb <0.010,0.030,0.034> }
  normal { average normal_map { [1 bumps 0.022 scale <3.2,1,0.8>] [1 bumps 0.012 scale <0.8,1,0.28>] [0.6 wrinkles 0.02 scale <14,1,5>] } }
  finish { diffuse 0.5 reflection { 0.04,0.95 fresnel on } conserve_energy } interior { ior 1.33 } }
fog { fog_type 2 distance 5200 fog_offset 30 fog_alt 160 rgb <0.50,0.62,0.80>*0.9 }
