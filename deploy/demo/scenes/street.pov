// A narrow brick lane after rain, evening light.
#version 3.7;
#include "common.inc"
global_settings { assumed_gamma 1 max_trace_level 3 }
camera { location <0.15,1.55,-4.2> right x*Aspect up y angle 44 look_at <0.0,1.75,6> }
light_source { <-16,26,34>*10 rgb <1,0.66,0.38>*1.5 area_light x*12,y*12,3,3 adaptive 0 jitter }
light_source { <10,80,-30> rgb <0.50,0.55,0.70>*0.8 shadowless }
sky_sphere { pigment { gradient y color_map { [0 rgb <1.0,0.70,0.42>*1.15] [0.25 rgb <0.72,0.62,0.58>*0.85] [0.8 rgb <0.28,0.40,0.62>*0.7] } }
  pigment { granite scale <0.9,0.3,0.9> color_map { [0.45 rgbt 1] [0.7 rgbt <1,0.8,0.62,0.3>] [1 rgbt <0.7,0.6,0.58,0.3>] } } }
#declare S = seed(55);
#declare NB = 8; #declare Bk = array[NB]; #declare Cb = array[NB];
#for (I,0,NB-1) #declare Bk[I] = StoneMesh(I+11,11,0.030,2.6,8) #declare Cb[I] = StoneMesh(I+31,4.2,0.055,1.4,8) #end
#macro BrickTex()
  #local K = rand(S); #local V = RR(S,0.7,1.15);
  #if (K<0.55) #local A = <0.36,0.145,0.085>*V; #elseif (K<0.78) #local A = <0.27,0.10,0.07>*V; #elseif (K<0.92) #local A = <0.42,0.22,0.13>*V; #else #local A = <0.13,0.085,0.075>*V; #end
  texture { pigment { granite scale 0.20 translate rand(S)*50 color_map { [0 rgb A*0.5] [0.4 rgb A] [0.75 rgb A*1.2] [1 rgb A*0.7+0.06] } }
    normal { granite 0.35 scale 0.05 } finish { diffuse 0.85 specular 0.05 roughness 0.08 } }
#end
#declare Mortar = texture { pigment { granite scale 0.12 color_map { [0 rgb <0.16,0.145,0.125>] [1 rgb <0.40,0.36,0.31>] } } normal { granite 0.6 scale 0.04 } finish { diffuse 0.85 } }
#declare BT = array[24]; #for (I,0,23) #declare BT[I] = BrickTex() #end
// Left and right walls; Open(Z,Y) leaves door and window holes.
#macro Wall(X,Dir,Z0,Z1,H,D0,D1,DH,W0,W1,WB,WT)
  #local BL = 0.25; #local BH = 0.078; #local NR = int(H/BH);
  #for (R,0,NR)
    #local Y = R*BH+BH/2; #local Z = Z0-mod(R,2)*BL/2;
    #while (Z<Z1)
      #local C = Z+BL/2;
      #local Hole = 0;
      #if (C>D0 & C<D1 & Y<DH) #local Hole = 1; #end
      #if (C>W0 & C<W1 & Y>WB & Y<WT) #local Hole = 1; #end
      #if (Hole=0) object { Bk[int(rand(S)*NB)] texture { BT[int(rand(S)*24)] } scale <0.055,0.0335,0.119>
        rotate <RR(S,-0.8,0.8),RR(S,-1,1),0> translate <X+RR(S,-0.006,0.006),Y,C> } #end
      #local Z = Z+BL;
    #end
  #end
  difference { box { <X-0.02,-0.2,Z0-1>,<X-Dir*-0.5,H+0.05,Z1> } box { <X-1,-1,D0+0.12>,<X+1,DH,D1-0.12> } box { <X-1,WB,W0+0.12>,<X+1,WT,W1-0.12> } texture { Mortar } translate x*Dir*0.03 }
#end
Wall(-1.75,-1,-3,13,5.2,2.6,3.9,2.3,6.2,7.4,1.3,2.8)
Wall(1.75,1,-3,16,4.6,6.4,7.6,2.2,1.4,2.7,1.15,2.7)
// Door (left) and window panes
#declare Paint = texture { pigment { granite scale <0.2,1.2,0.2> color_map { [0 rgb <0.02,0.07,0.065>] [1 rgb <0.045,0.13,0.115>] } } normal { granite 0.2 scale <0.05,0.6,0.05> } finish { diffuse 0.8 specular 0.3 roughness 0.02 } }
#for (I,0,6) box { <-1.92,0,2.72+I*0.155>,<-1.885+RR(S,0,0.004),2.3,2.72+I*0.155+0.147> texture { Paint translate I*7 } } #end
sphere { <-1.85,1.05,3.62>,0.03 pigment { rgb <0.6,0.42,0.16> } finish { metallic specular 0.8 roughness 0.02 } }
box { <-1.98,-0.1,2.55>,<-1.45,0.13,3.95> texture { Mortar } }
#for (I,0,6) box { <1.92,0,6.52+I*0.14>,<1.885,2.2,6.52+I*0.14+0.133> texture { Paint } pigment { granite scale <0.2,1.2,0.2> color_map { [0 rgb <0.10,0.05,0.03>] [1 rgb <0.22,0.12,0.07>] } } } #end
#macro Window(X,Dir,W0,W1,WB,WT)
  box { <X+Dir*0.10,WB,W0+0.12>,<X+Dir*0.16,WT,W1-0.12> pigment { gradient y scale 1.7 translate y*WB color_map { [0 rgb <1,0.62,0.26>*0.55] [0.55 rgb <1,0.68,0.32>*0.9] [1 rgb <0.9,0.5,0.2>*0.5] } } finish { emission 1.1 diffuse 0.1 reflection 0.08 } }
  #local Fr = texture { pigment { rgb <0.52,0.49,0.43> } normal { granite 0.1 scale 0.1 } finish { diffuse 0.8 } };
  #for (I,0,2) box { <X+Dir*0.04,WB,-0.03>,<X+Dir*0.11,WT,0.03> texture { Fr } translate z*(W0+0.15+I*(W1-W0-0.3)/2) } #end
  #for (I,0,3) box { <X+Dir*0.04,-0.025,W0+0.12>,<X+Dir*0.11,0.025,W1-0.12> texture { Fr } translate y*(WB+0.03+I*(WT-WB-0.06)/3) } #end
  box { <X-0.12,WB-0.10,W0>,<X+0.12,WB,W1> texture { Mortar } }
  box { <X-0.07,WT,W0>,<X+0.07,WT+0.16,W1> texture { Mortar } }
#end
Window(-1.75,-1,6.2,7.4,1.3,2.8) Window(1.75,1,1.4,2.7,1.15,2.7)
light_source { <1.3,1.9,2.05> rgb <1,0.62,0.28>*0.55 fade_distance 1.0 fade_power 2 area_light y*0.8,z*0.8,2,2 }
// Cobbles in slightly bowed courses, sunk in wet sand
#for (R,0,118)
  #declare Z = -3.4+R*0.142;
  #declare X = -1.75-RR(S,0,0.12);
  #while (X<1.75)
    #declare W = RR(S,0.085,0.125); #declare C = X+W;
    #declare V = RR(S,0.6,1.25); #declare Tn = rand(S);
    object { Cb[int(rand(S)*NB)] scale <W*0.95,0.075,0.068> rotate <RR(S,-4,4),RR(S,-5,5),RR(S,-4,4)>
      translate <C,-0.055-0.05*exp(-pow(C/0.5,2))+RR(S,-0.010,0.010)+0.02*f_noise3d(C*2,0,Z*2),Z-0.06*cos(C*0.9)+RR(S,-0.006,0.006)>
      texture { pigment { granite scale 0.22 translate rand(S)*40 color_map { [0 rgb (<0.045,0.045,0.052>+<0.03,0.012,0>*Tn)*V] [0.45 rgb (<0.115,0.11,0.11>+<0.05,0.022,0>*Tn)*V] [0.8 rgb (<0.18,0.165,0.155>)*V] [1 rgb <0.28,0.26,0.24>*V] } }
        normal { granite 0.30 scale 0.06 } finish { diffuse 0.75 specular 0.55 roughness 0.012 reflection { 0.03,0.7 fresnel on } } } interior { ior 1.38 } }
    #declare X = X+2*W+0.012;
  #end
#end
plane { y,-0.035 texture { pigment { granite scale 0.1 color_map { [0 rgb <0.02,0.018,0.014>] [1 rgb <0.08,0.068,0.05>] } } normal { granite 0.25 scale 0.05 } finish { diffuse 0.7 specular 0.4 roughness 0.01 reflection { 0.03,0.6 fresnel on } } } interior { ior 1.33 } }
// Standing water between the stones
plane { y,-0.026 texture { pigment { rgbt <0.05,0.05,0.05,0.6> } normal { bumps 0.02 scale 0.2 } finish { diffuse 0.2 reflection { 0.04,0.95 fresnel on } } } interior { ior 1.33 } }
// End of the lane: houses turning off, a gable and trees, in haze
box { <-9,0,19>,<-0.6,6.2,23> texture { pigment { granite scale 1.3 color_map { [0 rgb <0.42,0.34,0.25>] [0.5 rgb <0.55,0.46,0.34>] [1 rgb <0.64,0.56,0.44>] } } normal { granite 0.3 scale 0.3 } finish { diffuse 0.8 } } }
box { <-4.2,1.2,18.95>,<-3.3,2.7,19.1> pigment { rgb <1,0.66,0.3> } finish { emission 0.9 } }
box { <-2.2,1.2,18.95>,<-1.3,2.7,19.1> pigment { rgb <0.05,0.06,0.08> } finish { reflection 0.2 } }
prism { 18.9,23.1,4 <-10,6.1>,<-4.8,9.6>,<0.0,6.1>,<-10,6.1> rotate x*-90 scale <1,1,-1> pigment { granite scale 0.6 color_map { [0 rgb <0.08,0.045,0.035>] [1 rgb <0.22,0.12,0.08>] } } }
#declare Crown = array[2]; #for (I,0,1) #declare Crown[I] = StoneMesh(I+91,2.1,0.4,3.2,18) #end
#for (I,1,260) object { Crown[int(rand(S)*2)] scale RR(S,0.2,0.55) rotate <RR(S,0,360),RR(S,0,360),0> translate <RR(S,0.8,5),RR(S,3,7.2),RR(S,25,29)> pigment { granite scale 0.5 color_map { [0 rgb <0.03,0.04,0.012>] [1 rgb <0.16,0.16,0.05>] } } normal { granite 1.2 scale 0.25 } } #end
cylinder { <2.6,0,27>,<2.8,5,27>,0.22 pigment { rgb 0.05 } }
// Lamp on a bracket
union {
  cylinder { <1.72,2.95,4.4>,<1.28,3.02,4.4>,0.016 } cylinder { <1.72,2.75,4.4>,<1.40,3.0,4.4>,0.010 } box { <1.68,2.6,4.34>,<1.72,3.1,4.46> }
  cone { <1.28,2.98,4.4>,0.02 <1.28,2.88,4.4>,0.13 } cylinder { <1.28,2.56,4.4>,<1.28,2.53,4.4>,0.06 }
  #for (I,0,5) cylinder { <0.11,2.88,0>,<0.055,2.55,0>,0.007 rotate y*I*60 translate <1.28,0,4.4> } #end
  pigment { rgb 0.015 } finish { specular 0.5 roughness 0.03 } no_shadow }
sphere { <1.28,2.72,4.4>,0.052 pigment { rgb <1,0.78,0.45> } finish { emission 3.2 diffuse 0 } no_shadow }
light_source { <1.28,2.72,4.4> rgb <1,0.66,0.32>*1.25 fade_distance 0.9 fade_power 2 }
// Flower pots by the door
#declare Sp = StoneMesh(14,2,0.1,2,8)
#for (P,0,2)
  #declare PZ = 1.55+P*0.38; #declare PS = RR(S,0.8,1.15);
  union {
    difference { cone { 0,0.10 y*0.24,0.145 } cone { y*0.2,0.12 y*0.25,0.13 } pigment { granite scale 0.2 color_map { [0 rgb <0.28,0.115,0.06>] [1 rgb <0.48,0.24,0.14>] } } normal { granite 0.1 scale 0.05 } }
    torus { 0.145,0.014 translate y*0.235 pigment { rgb <0.40,0.18,0.10> } }
    #for (I,1,150) #declare A = rand(S)*2*pi; #declare R = 0.24*sqrt(rand(S)); #declare Q = <cos(A)*R,0.27+0.26*rand(S)*(1-R*2),sin(A)*R>;
      #if (rand(S)<0.16+0.1*P) sphere { 0,1 scale <0.020,0.013,0.020> rotate <RR(S,-40,40),0,RR(S,-40,40)> translate Q+y*0.03 pigment { rgb <RR(S,0.6,0.85),0.06+0.25*P,0.10+0.12*P> } }
      #else sphere { 0,1 scale <0.045,0.006,0.024> rotate <RR(S,-50,50),RR(S,0,360),RR(S,-40,40)> translate Q pigment { rgb <0.06,RR(S,0.13,0.22),0.035> } } #end #end
    scale PS translate <-1.50,0.01,PZ> }
#end
fog { fog_type 2 distance 110 fog_offset 1 fog_alt 1.6 rgb <0.95,0.70,0.50>*0.75 }
